namespace Actors.Messaging;

/// <summary>What sends an actor a <see cref="Notice"/>.</summary>
internal interface INoticeSource
{
    /// <summary>The actor has come to the notice; inside its turn. False if it was taken back: then the source has counted it as never sent.</summary>
    /// <param name="again">Whether it has come to it before, and put it aside.</param>
    bool TryTake(bool again);

    /// <summary>The actor ends, and will not come to the notice; inside its turn.</summary>
    void Drop();
}
