using Channels;

namespace Interleaving.Tests.Sequential;

/// <summary>A channel under test, operated like a <see cref="PlainChannel"/>.</summary>
internal abstract class RealChannel
{
    public static RealChannel Create(int? capacity, bool isOneshot, bool isShared)
    {
        if (isOneshot) return new OfOneshot();
        if (!isShared) return capacity is { } bound ? new OfQueue(Mpsc.Ring<int>(bound)) : new OfQueue(Mpsc.Ring<int>(null));
        return capacity switch
        {
            null => new OfQueue(Mpmc.Unbounded<int>()),
            0 => new OfQueue(Mpmc.Rendezvous<int>()),
            { } bound => new OfQueue(Mpmc.Bounded<int>(bound)),
        };
    }

    public abstract string Apply(Operation operation);

    private sealed class OfQueue : RealChannel
    {
        // The sender's side alone.
        private readonly Stack<Sender<int>> _senders = [];
        private readonly Receiver<int> _receiver;

        public OfQueue((Sender<int> Sender, Receiver<int> Receiver) channel)
        {
            (Sender<int> sender, _receiver) = channel;
            _senders.Push(sender);
        }

        public override string Apply(Operation operation)
        {
            if (operation.Verb <= Verb.Leave && _senders.Count == 0) return "nobody";
            switch (operation.Verb)
            {
                case Verb.Write:
                    _senders.Peek().TryWrite(operation.Value, out WriteStatus written);
                    return written.ToString();
                case Verb.Complete:
                    return $"{_senders.Peek().TryComplete()}";
                case Verb.Clone:
                    _senders.Push(_senders.Peek().Clone());
                    return $"{_senders.Peek().SenderCount} senders";
                case Verb.Leave:
                    _senders.Pop().Dispose();
                    return $"{_senders.Count} senders";
                case Verb.Read:
                    return _receiver.TryRead(out int item, out ReadStatus read) ? $"Read {item}" : read.ToString();
                case Verb.Peek:
                    return _receiver.TryPeek(out int seen) ? $"{seen}" : "nothing";
                case Verb.Close:
                    return $"{_receiver.Close()}";
                default:
                    return $"{_receiver.Count}";
            }
        }
    }

    private sealed class OfOneshot : RealChannel
    {
        private readonly OneshotSender<int> _sender;
        private readonly OneshotReceiver<int> _receiver;

        public OfOneshot() => (_sender, _receiver) = Oneshot.Create<int>();

        public override string Apply(Operation operation) => operation.Verb switch
        {
            Verb.Write => _sender.TryWrite(operation.Value) ? "Written" : "Closed",
            Verb.Complete => $"{_sender.TryComplete()}",
            Verb.Read => _receiver.TryRead(out int item, out ReadStatus read) ? $"Read {item}" : read.ToString(),
            Verb.Peek => _receiver.TryPeek(out int seen) ? $"{seen}" : "nothing",
            Verb.Close => $"{_receiver.Close()}",
            Verb.Count => $"{_receiver.Count}",
            _ => throw new NotSupportedException("A oneshot has one sender."),
        };
    }
}
