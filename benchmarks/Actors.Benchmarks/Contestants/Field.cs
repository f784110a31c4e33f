namespace Benchmarks.Contestants;

/// <summary>Everybody who takes part, in the order of the report.</summary>
internal static class Field
{
    public static IReadOnlyList<Contestant> All { get; } =
        [new Ours.Ours(), new ChannelLoop.ChannelLoop(), new AkkaNet.AkkaNet(), new ProtoActor.ProtoActor(), new OrleansLocal.OrleansLocal()];
}
