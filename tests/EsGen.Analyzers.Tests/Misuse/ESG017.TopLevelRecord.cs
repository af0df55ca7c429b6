[Event]
public sealed partial record {|ESG017:Shipped|}(string To);
