namespace Actors.Tests.Support;

/// <summary>Holds a member until the gate is open, and then makes its handler throw.</summary>
internal sealed record HoldThenFail(Gate Entered, Gate Release);

/// <summary>One of a <see cref="Crew"/>: writes its life into the roll.</summary>
internal sealed class Member : Actor, IHandle<Note>, IHandle<Fail>, IHandle<AskFail, int>, IHandle<Hold>, IHandle<HoldThenFail>, IHandle<StopYourself>, IHandle<GetLife, int>
{
    private readonly string _name;
    private readonly Roll _roll;
    private readonly int _life;

    public Member(string name, Roll roll)
    {
        (_name, _roll) = (name, roll);
        _life = roll.NextLife(name);
        roll.ThrowIfPlanned(name);
    }

    public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => Write($"{_name} notes {message.Text}");

    public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

    public ValueTask<int> HandleAsync(AskFail request, CancellationToken cancellationToken) => throw request.Error;

    public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed.WaitAsync(cancellationToken);
    }

    public async ValueTask HandleAsync(HoldThenFail message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed;
        throw new InvalidOperationException($"{_name} fails");
    }

    public ValueTask HandleAsync(StopYourself message, CancellationToken cancellationToken)
    {
        Context.Stop();
        return default;
    }

    public ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken) => new(_life);

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken) => Write($"{_name} starts");

    protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => Write($"{_name} stops");

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken)
    {
        _roll.Errors[_name] = error;
        return Write($"{_name} restarting");
    }

    protected override ValueTask OnRestartedAsync(Exception error, CancellationToken cancellationToken) => Write($"{_name} restarted");

    private ValueTask Write(string line)
    {
        _roll.Write(line);
        return default;
    }
}
