using Channels.Waiting;

namespace Channels;

internal sealed partial class MpscChannel<T> : ISelectableReads<T>, ISelectableWrites<T>
{
    /// <summary>A select stands in the place of the one reader: it parks, and is woken to look.</summary>
    public bool TryEnlistRead(ReadWaiter<T> waiter)
    {
        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareSelect(waiter);
        if (ParkReader() == ParkStatus.Parked) return true;
        reader.ForgetSelect();
        return false;
    }

    public void DelistRead(ReadWaiter<T> waiter) => _reader?.EndSelect(waiter);

    public bool TryEnlistWrite(WriteWaiter<T> waiter) => Writers.TryEnlist(waiter);

    public void DelistWrite(WriteWaiter<T> waiter) => Writers.TryRemove(waiter);
}
