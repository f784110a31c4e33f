using System.Globalization;
using Actors.Keyed;
using Actors.Local;
using Actors.Mailboxes;
using Actors.Routing;

namespace Actors.Hosting;

/// <summary>What the configuration may say of one registered actor: settings by name, and what takes their values.</summary>
internal sealed class ActorSettings
{
    private const string Capacity = "Mailbox:Capacity";
    private const string FullMode = "Mailbox:FullMode";

    private readonly Dictionary<string, Action<string>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<Mailbox?> _mailbox;
    private readonly Action<Mailbox> _setMailbox;

    // What was said of the mailbox so far: the settings come in any order.
    private int? _capacity;
    private MailboxFullMode? _fullMode;

    private ActorSettings(Func<Mailbox?> mailbox, Action<Mailbox> setMailbox)
    {
        (_mailbox, _setMailbox) = (mailbox, setMailbox);
        _byName.Add(Capacity, text =>
        {
            // Checked here, where the value is at hand for the error.
            _capacity = new BoundedMailbox(Number(text)).Capacity;
        });
        _byName.Add(FullMode, text => _fullMode = Name<MailboxFullMode>(text));
    }

    /// <summary>The settings that there are.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>Those of an actor.</summary>
    public static ActorSettings Of(SpawnOptions options)
    {
        ActorSettings settings = new(() => options.Mailbox, mailbox => options.Mailbox = mailbox);
        settings.AddLife(options);
        settings._byName.Add(nameof(SpawnOptions.IdleTimeout), text => options.IdleTimeout = Time(text));
        settings._byName.Add(nameof(SpawnOptions.IsSignificant), text => options.IsSignificant = bool.Parse(text));
        return settings;
    }

    /// <summary>Those of a pool: how many routees it has, and how each of them is run. Messages go past its head, so that it has no use for these.</summary>
    public static ActorSettings OfPool(SpawnOptions head, PoolOptions pool, Action<int> setSize)
    {
        // The mailbox that is meant is the one that messages to the pool wait in.
        ActorSettings settings = pool.SharedMailbox is null
            ? new(() => pool.Routees.Mailbox, mailbox => pool.Routees.Mailbox = mailbox)
            : new(() => pool.SharedMailbox, mailbox => pool.SharedMailbox = mailbox);
        settings.AddLife(pool.Routees);
        settings._byName.Add(nameof(SpawnOptions.IsSignificant), text => head.IsSignificant = bool.Parse(text));
        settings._byName.Add(nameof(ActorPool<Actor>.Size), text =>
        {
            int size = Number(text);
            ActorPool<Actor>.CheckSize(size);
            setSize(size);
        });
        return settings;
    }

    /// <summary>Those of a class of keyed actors.</summary>
    public static ActorSettings OfKeyed(KeyedOptions options)
    {
        ActorSettings settings = new(() => options.Mailbox, mailbox => options.Mailbox = mailbox);
        settings._byName.Add(nameof(KeyedOptions.IdleTimeout), text =>
        {
            options.IdleTimeout = Time(text);
            options.Check();
        });
        settings._byName.Add(nameof(KeyedOptions.MaxActivations), text =>
        {
            options.MaxActivations = Number(text);
            options.Check();
        });
        return settings;
    }

    /// <summary>Takes a value.</summary>
    /// <returns><see langword="false"/> if there is no setting of that name.</returns>
    /// <exception cref="Exception">The value makes no sense: a <see cref="FormatException"/>, <see cref="OverflowException"/> or <see cref="ArgumentException"/>.</exception>
    public bool TrySet(string name, string value)
    {
        if (!_byName.TryGetValue(name, out Action<string>? set)) return false;
        set(value);
        return true;
    }

    /// <summary>Everything was said; false if of the mailbox too little was.</summary>
    public bool TryFinish()
    {
        if (_capacity is not { } capacity) return _fullMode is null;
        // A bound alone moves the bound, and leaves the rest as the code has it.
        _setMailbox(new BoundedMailbox(capacity, _fullMode ?? (_mailbox() as BoundedMailbox)?.FullMode ?? MailboxFullMode.Reject));
        return true;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static TimeSpan Time(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static T Name<T>(string text)
        where T : struct, Enum => Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value)
            ? value
            : throw new FormatException($"There are: {string.Join(", ", Enum.GetNames<T>())}.");

    private void AddLife(SpawnOptions options)
    {
        _byName.Add(nameof(SpawnOptions.Restart), text => options.Restart = Name<RestartType>(text));
        _byName.Add(nameof(SpawnOptions.MessageRetries), text =>
        {
            options.MessageRetries = Number(text);
            ChildPolicy.CheckNumbers(options);
        });
        _byName.Add(nameof(SpawnOptions.StopTimeout), text =>
        {
            options.StopTimeout = Time(text);
            ChildPolicy.CheckNumbers(options);
        });
        _byName.Add(nameof(SpawnOptions.OwnsHandlerToken), text => options.OwnsHandlerToken = bool.Parse(text));
        _byName.Add(nameof(SpawnOptions.StashCapacity), text => options.StashCapacity = Number(text));
    }
}
