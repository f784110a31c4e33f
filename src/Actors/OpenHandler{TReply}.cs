using Actors.Messaging;

namespace Actors;

/// <summary>An <see cref="OpenHandler"/> of a request.</summary>
internal sealed class OpenHandler<TReply>(Task<TReply> handling) : OpenHandler(handling)
{
    public override void Settle()
    {
        TReply reply = handling.GetAwaiter().GetResult();
        Ask<TReply> ask = (Ask<TReply>)Envelope.Carried;
        if (!ask.TryReply(reply)) ask.Registry.Ledger.CountLate();
        ask.Release();
    }
}
