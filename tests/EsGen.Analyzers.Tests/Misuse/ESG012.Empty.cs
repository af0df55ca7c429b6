[Aggregate]
public partial class {|ESG012:Order|};
