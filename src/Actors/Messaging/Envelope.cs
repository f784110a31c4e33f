using System.Runtime.CompilerServices;

namespace Actors.Messaging;

/// <summary>What lies in a mailbox: the message, or the object that carries it, and who knows how to hand it over.</summary>
internal readonly struct Envelope(object carried, MessageDispatcher dispatcher, long small = 0)
{
    /// <summary>The message, or what carries it; null for a small one.</summary>
    public object Carried { get; } = carried;

    public MessageDispatcher Dispatcher { get; } = dispatcher;

    /// <summary>A message that is a struct of up to eight bytes lies here itself.</summary>
    public long Small { get; } = small;

    /// <summary>What the user sent.</summary>
    public object Message => Dispatcher.Open(this);

    /// <summary>A message that lies in the envelope itself.</summary>
    public static Envelope OfSmall<TMessage>(TMessage message, MessageDispatcher dispatcher)
    {
        long small = 0;
        Unsafe.WriteUnaligned(ref Unsafe.As<long, byte>(ref small), message);
        return new Envelope(null!, dispatcher, small);
    }

    public TMessage ReadSmall<TMessage>()
    {
        long small = Small;
        return Unsafe.ReadUnaligned<TMessage>(ref Unsafe.As<long, byte>(ref small));
    }
}
