namespace Channels;

/// <summary>The sending end of a <see cref="BarrierChannel"/>: fires once.</summary>
/// <remarks>Safe from any thread. A sender that is dropped without <see cref="Dispose"/> keeps the receivers waiting: nobody watches it.</remarks>
public sealed class BarrierSender : IDisposable
{
    private readonly BarrierGate _gate;

    internal BarrierSender(BarrierGate gate) => _gate = gate;

    /// <summary>Whether the receivers pass: it has fired, or was disposed.</summary>
    public bool HasFired => _gate.IsOpen;

    /// <summary>Lets every receiver pass, those that wait and those that will come, for ever.</summary>
    /// <returns><see cref="WriteStatus.Written"/> for the call that did; <see cref="WriteStatus.Closed"/> if it had fired before, or was disposed. That nobody receives is no failure.</returns>
    public WriteStatus Fire() => _gate.Open() ? WriteStatus.Written : WriteStatus.Closed;

    /// <summary>A further receiver; it passes at once if this has fired.</summary>
    public BarrierReceiver Subscribe() => new(_gate);

    /// <summary>Fires, if it has not: a sender that goes holds nobody up. Later calls do nothing.</summary>
    public void Dispose() => _gate.Open();
}
