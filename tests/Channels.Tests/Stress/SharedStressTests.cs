using Xunit.Abstractions;

namespace Channels.Tests.Stress;

[Collection(nameof(Alone))]
public sealed class SharedStressOfReferences(ITestOutputHelper output) : SharedStressContract<Tuple<int, int>>(output)
{
    protected override Tuple<int, int> Of(int producer, int number) => Tuple.Create(producer, number);

    protected override (int Producer, int Number) NumberOf(Tuple<int, int> item) => (item.Item1, item.Item2);
}

[Collection(nameof(Alone))]
public sealed class SharedStressOfStructs(ITestOutputHelper output) : SharedStressContract<(int Producer, int Number)>(output)
{
    protected override (int Producer, int Number) Of(int producer, int number) => (producer, number);

    protected override (int Producer, int Number) NumberOf((int Producer, int Number) item) => item;
}
