using System.Threading.Channels;

namespace Benchmarks.Contestants.ChannelLoop;

/// <summary>What one writes by hand: an unbounded channel with a single reader, and a task that reads it.</summary>
/// <remarks>The loop runs from the constructor on, but has nothing to do before the first message: a derived constructor may still set its fields.</remarks>
internal abstract class Looped<T>
{
    private readonly Channel<T> _channel = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });

    protected Looped() => Ended = Task.Run(RunAsync);

    public Task Ended { get; }

    public void Tell(T message) => _channel.Writer.TryWrite(message);

    public void Stop() => _channel.Writer.TryComplete();

    protected abstract void Handle(T message);

    private async Task RunAsync()
    {
        ChannelReader<T> reader = _channel.Reader;
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out T? message)) Handle(message);
        }
    }
}
