using Channels.Tests.Contracts;

namespace Channels.Tests.Defects;

/// <summary>In System.Threading.Channels, Completion never ends when the last read races the end of the channel: once in some 200,000 rounds, so the stress program shows it (<c>completions</c>), beside ours.</summary>
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
