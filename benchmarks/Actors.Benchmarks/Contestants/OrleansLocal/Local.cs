namespace Benchmarks.Contestants.OrleansLocal;

/// <summary>What the measurement and a grain share, which a local call passes on as it is: it is immutable and never leaves the process.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class Local<T>
{
    [NonSerialized]
    private readonly T _value;

    public Local(T value) => _value = value;

    public T Value => _value;
}
