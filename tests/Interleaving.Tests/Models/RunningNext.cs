using System.Threading.Tasks.Sources;
using Channels.Waiting;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A thread lays continuations and takes them again while the watch takes what lies there for long: each is had once.</summary>
internal sealed class WatchMeetsRunNext : Model
{
    private readonly RunNext _place = new();
    private readonly Bell[] _bells = [new(), new()];
    private readonly List<Runnable> _taken = [];
    private readonly List<Runnable> _stale = [];

    public override void Arrange()
    {
        Thread("thread", () =>
        {
            foreach (Bell bell in _bells)
            {
                if (!_place.TryPut(bell)) _taken.Add(bell);
                if (_place.TakeFirst() is { } next) _taken.Add(next);
            }
        });
        Thread("watch", () =>
        {
            for (int look = 0; look < 3; look++)
            {
                _place.TakeStale(_stale.Add);
            }
        });
    }

    public override void Check()
    {
        Runnable[] had = [.. _taken, .. _stale];
        Claim(had.Length == 2 && had.Distinct().Count() == 2, "Each continuation is run once.");
    }

    private sealed class Bell : Waiter, IValueTaskSource
    {
        void IValueTaskSource.GetResult(short token) => EndRound(token);

        ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => ValueTaskSourceStatus.Pending;
    }
}
