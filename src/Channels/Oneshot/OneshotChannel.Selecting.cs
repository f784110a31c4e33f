using Channels.Waiting;

namespace Channels;

internal sealed partial class OneshotChannel<T> : ISelectableReads<T>
{
    /// <summary>A select stands in the place of the one reader: it parks, and is woken to look.</summary>
    public bool TryEnlistRead(ReadWaiter<T> waiter)
    {
        SingleReader<T> reader = ReaderAboutToWait();
        reader.PrepareSelect(waiter);
        if (TryPark(Parked)) return true;
        reader.ForgetSelect();
        return false;
    }

    public void DelistRead(ReadWaiter<T> waiter) => RareIfMade?.Reader?.EndSelect(waiter);
}
