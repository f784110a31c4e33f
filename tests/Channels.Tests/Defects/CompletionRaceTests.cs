using Channels.Tests.Contracts;

namespace Channels.Tests.Defects;

/// <summary>In System.Threading.Channels, Completion never ends when the last read races the end of the channel: once in some 200,000 rounds, which <see cref="BclDefectTests"/> shows with luck and the stress program (<c>completions</c>) with time.</summary>
public sealed class CompletionRaceTests
{
    private const int Rounds = 15_000;

    [Theory]
    [InlineData(QueueKind.Mpsc)]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.Mpmc)]
    [InlineData(QueueKind.MpmcBounded)]
    public void Completion_ends_when_the_last_read_races_the_end(QueueKind kind)
    {
        Sender<int> sender = null!;
        Receiver<int> receiver = null!;
        Task completion = null!;

        InStep.Race(
            Rounds,
            _ =>
            {
                (sender, receiver) = kind.Create<int>();
                sender.TryWrite(1);
                completion = receiver.Completion;
            },
            _ => Assert.True(receiver.TryRead(out int _)),
            _ => sender.TryComplete(),
            round => Assert.True(completion.IsCompletedSuccessfully, $"Completion was lost in round {round}."));
    }

    /// <summary>As the one of System.Threading.Channels is shown, in step and asked for before.</summary>
    [Theory]
    [InlineData(QueueKind.Mpsc)]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.Mpmc)]
    [InlineData(QueueKind.MpmcBounded)]
    public void Completion_ends_in_each_of_many_channels_whose_last_read_meets_their_end(QueueKind kind)
    {
        var channels = Enumerable.Range(0, Rounds + 1).Select(_ => kind.Create<int>()).ToArray();
        Task[] completions = [.. channels.Select(channel => channel.Receiver.Completion)];
        foreach (var (sender, _) in channels) sender.TryWrite(1);

        InStep.Meet(Rounds, round => Assert.True(channels[round].Receiver.TryRead(out int _)), round => channels[round].Sender.TryComplete());

        Assert.All(completions[1..], completion => Assert.True(completion.IsCompletedSuccessfully));
    }

    [Theory]
    [InlineData(QueueKind.Mpsc)]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.Mpmc)]
    [InlineData(QueueKind.MpmcBounded)]
    public void Completion_ends_when_it_is_asked_for_while_the_last_value_is_read(QueueKind kind)
    {
        Sender<int> sender = null!;
        Receiver<int> receiver = null!;
        Task completion = null!;

        InStep.Race(
            Rounds,
            _ =>
            {
                (sender, receiver) = kind.Create<int>();
                sender.TryWrite(1);
                sender.TryComplete();
            },
            _ => Assert.True(receiver.TryRead(out int _)),
            _ => completion = receiver.Completion,
            round => Assert.True(completion.IsCompletedSuccessfully, $"Completion was lost in round {round}."));
    }

    [Fact]
    public void Completion_of_a_oneshot_ends_when_the_read_races_its_being_asked_for()
    {
        OneshotReceiver<int> receiver = null!;
        Task completion = null!;

        InStep.Race(
            Rounds,
            _ =>
            {
                (OneshotSender<int> sender, receiver) = Oneshot.Create<int>();
                sender.TryWrite(1);
            },
            _ => Assert.True(receiver.TryRead(out int _)),
            _ => completion = receiver.Completion,
            round => Assert.True(completion.IsCompletedSuccessfully, $"Completion was lost in round {round}."));
    }
}
