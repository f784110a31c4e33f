using System.Runtime.CompilerServices;
using Actors.Messaging;

namespace Actors.Local;

/// <summary>Where an envelope lies in a mailbox.</summary>
/// <remarks>To write a reference, the collector has to be told; so what is there already is not written again. A place remembers the dispatcher of its last message, which lives as long as the process, and most actors get the same few types again and again.</remarks>
internal struct EnvelopePlace
{
    private object? _carried;
    private MessageDispatcher? _dispatcher;
    private long _small;

    public readonly object? Carried => _carried;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(in Envelope envelope)
    {
        // Nothing is carried between Take and Put.
        if (envelope.Carried is { } carried) _carried = carried;
        if (!ReferenceEquals(_dispatcher, envelope.Dispatcher)) _dispatcher = envelope.Dispatcher;
        _small = envelope.Small;
    }

    /// <summary>Takes it out: a message that was handed over is not kept alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(out Envelope envelope)
    {
        envelope = new Envelope(_carried!, _dispatcher!, _small);
        _carried = null;
    }
}
