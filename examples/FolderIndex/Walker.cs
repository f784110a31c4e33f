using Actors;
using Channels;

namespace FolderIndex;

/// <summary>Finds the files and hands them to the readers, a few at a time, as fast as those take them.</summary>
public sealed class Walker(IndexOptions options, IActorRef<ReaderPool> readers, IActorRef<Tally> tally)
    : Actor, IHandle<WalkFolder>, IHandle<Continue>, IDisposable
{
    private const int FilesAtATime = 64;

    private FileWalk? _walk;
    private long _found;
    private OneshotSender<long>? _ended;

    public ValueTask HandleAsync(WalkFolder message, CancellationToken cancellationToken)
    {
        _ended = message.Ended;
        _walk = new FileWalk(message.Folder, options.Excludes);
        GoOn();
        return default;
    }

    public async ValueTask HandleAsync(Continue message, CancellationToken cancellationToken)
    {
        for (int left = FilesAtATime; left > 0; left--)
        {
            if (!_walk!.MoveNext())
            {
                _ended!.TryWrite(_found);
                return;
            }

            // Waits while the mailboxes are full: the walk is never far ahead of the readers.
            await readers.TellAsync(_walk.Current, cancellationToken);
            _found++;
        }

        GoOn();
    }

    protected override async ValueTask OnStopAsync(CancellationToken cancellationToken)
    {
        if (_walk is { UnreadableFolders: > 0 and int count }) await tally.TellAsync(new FoldersSkipped(count), cancellationToken);
    }

    public void Dispose()
    {
        _walk?.Dispose();
        _ended?.Dispose();
    }

    // An actor that is being stopped takes no more messages, not even its own: then the walk simply ends here.
    private void GoOn() => this.Self().TryTell(new Continue());
}
