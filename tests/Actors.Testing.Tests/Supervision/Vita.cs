namespace Actors.Testing.Tests.Supervision;

/// <summary>The lives of one actor, as they should be: at each step it is checked that this one may follow.</summary>
internal sealed class Vita(Random random, double failures)
{
    private bool _isBusy;

    public int Made { get; private set; }

    public int Disposed { get; private set; }

    public int Handled { get; private set; }

    public int Failed { get; private set; }

    public int Make()
    {
        Enter(LifePoint.Constructor, awaits: false);
        _isBusy = false;
        return ++Made;
    }

    /// <summary>Does something that may await and may fail, alone.</summary>
    public async ValueTask DoAsync(LifePoint point, TimeProvider time)
    {
        Enter(point, awaits: true);
        try
        {
            if (random.Next(3) == 0) await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5)), time);
            if (random.NextDouble() < failures)
            {
                Failed++;
                throw new InvalidOperationException($"planned at {point}");
            }

            if (point == LifePoint.Handler) Handled++;
        }
        finally
        {
            _isBusy = false;
        }
    }

    public void Dispose() => Disposed++;

    private void Enter(LifePoint point, bool awaits)
    {
        if (_isBusy) throw new UnexpectedStepException($"{point} while something else of the actor ran");
        _isBusy = true;
        if (awaits || random.NextDouble() >= failures / 2) return;
        _isBusy = false;
        throw new InvalidOperationException($"planned at {point}");
    }
}
