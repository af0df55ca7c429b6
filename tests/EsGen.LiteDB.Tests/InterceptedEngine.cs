using LiteDB;
using LiteDB.Engine;

namespace EsGen.LiteDB.Tests;

/// <summary>An engine in memory that does something else first when documents are inserted: wait, fail, be overtaken.</summary>
internal sealed class InterceptedEngine : ILiteEngine
{
    private readonly LiteEngine _engine = new(new EngineSettings { Filename = ":memory:", Collation = new Collation("/Ordinal") });

    public required Action<LiteEngine> BeforeInsert { get; init; }

    public static LiteDbDatastore Open(Action<LiteEngine> beforeInsert)
    {
        LiteDbDatastore datastore = new(new LiteDbSettings { Path = ":memory:" }, () => new InterceptedEngine { BeforeInsert = beforeInsert });
        datastore.SetupConnection();
        datastore.SetupTables();
        return datastore;
    }

    public int Insert(string collection, IEnumerable<BsonDocument> docs, BsonAutoId autoId)
    {
        BeforeInsert(_engine);
        return _engine.Insert(collection, docs, autoId);
    }

    public IBsonDataReader Query(string collection, Query query) => _engine.Query(collection, query);

    public bool EnsureIndex(string collection, string name, BsonExpression expression, bool unique) =>
        _engine.EnsureIndex(collection, name, expression, unique);

    public void Dispose() => _engine.Dispose();

    public int Checkpoint() => throw new NotSupportedException();

    public long Rebuild(RebuildOptions options) => throw new NotSupportedException();

    public bool BeginTrans() => throw new NotSupportedException();

    public bool Commit() => throw new NotSupportedException();

    public bool Rollback() => throw new NotSupportedException();

    public int Update(string collection, IEnumerable<BsonDocument> docs) => throw new NotSupportedException();

    public int UpdateMany(string collection, BsonExpression transform, BsonExpression predicate) => throw new NotSupportedException();

    public int Upsert(string collection, IEnumerable<BsonDocument> docs, BsonAutoId autoId) => throw new NotSupportedException();

    public int Delete(string collection, IEnumerable<BsonValue> ids) => throw new NotSupportedException();

    public int DeleteMany(string collection, BsonExpression predicate) => throw new NotSupportedException();

    public bool DropCollection(string name) => throw new NotSupportedException();

    public bool RenameCollection(string name, string newName) => throw new NotSupportedException();

    public bool DropIndex(string collection, string name) => throw new NotSupportedException();

    public BsonValue Pragma(string name) => throw new NotSupportedException();

    public bool Pragma(string name, BsonValue value) => throw new NotSupportedException();
}
