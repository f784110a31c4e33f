namespace Interleaving.Tests.Simulation;

/// <summary>One thread of a model: its body, and where it stands.</summary>
internal sealed class SimulatedThread(int id, string name, Action body)
{
    private readonly SemaphoreSlim _turn = new(0);

    public int Id => id;

    public string Name => name;

    public Action Body => body;

    public bool IsStarted { get; set; }

    public bool IsDone { get; set; }

    /// <summary>What it waits for; null when it can go on.</summary>
    public Func<bool>? Condition { get; set; }

    /// <summary>What it does next, while a trace is kept.</summary>
    public string NextStep { get; set; } = "begins";

    public bool CanRun => !IsDone && (Condition is null || Condition());

    public void AwaitTurn() => _turn.Wait();

    public void GiveTurn() => _turn.Release();
}
