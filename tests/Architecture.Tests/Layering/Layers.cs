namespace Architecture.Tests.Layering;

/// <summary>Who may use whom: folders of a package from the lowest to the highest. Each may use those of the lines above it, and none of its own line but itself.</summary>
internal sealed class Layers(string package, params string[][] levels)
{
    /// <summary>What the folder of a package's own directory is called.</summary>
    public const string TopFolder = "(root)";

    public static readonly Layers OfChannels = new(
        "Channels",
        ["Atomics"],
        ["Buffers", "Waiting"],
        [TopFolder],
        ["Oneshot", "Mpmc", "Broadcast", "Watch", "Signals", "Timers"],
        ["Mpsc", "Select"],
        ["Streams", "Interop"]);

    public static readonly Layers OfActors = new(
        "Actors",
        ["Atomics", "Channels"],
        ["Messaging"],
        [TopFolder],
        ["Diagnostics"],
        ["Mailboxes", "Supervision", "Events"],
        ["Local"],
        ["Keyed", "Routing"],
        ["Hosting"]);

    public static readonly Layers OfActorsTesting = new(
        "Actors.Testing",
        ["Channels", "Actors"],
        [TopFolder]);

    /// <summary>Every package, the highest first.</summary>
    public static readonly Layers[] OfPackages = [OfActorsTesting, OfActors, OfChannels];

    public string Package => package;

    /// <summary>Every folder, the lowest first.</summary>
    public IEnumerable<string> Folders => levels.SelectMany(level => level);

    public bool Knows(string folder) => LevelOf(folder) >= 0;

    public bool Allows(string from, string to) => from == to || LevelOf(from) > LevelOf(to);

    private int LevelOf(string folder) => Array.FindIndex(levels, level => level.Contains(folder));
}
