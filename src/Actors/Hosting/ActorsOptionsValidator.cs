using Microsoft.Extensions.Options;

namespace Actors.Hosting;

/// <summary>Says in a sentence what is wrong with the options, so that inside nobody has to check again.</summary>
internal sealed class ActorsOptionsValidator : IValidateOptions<ActorsOptions>
{
    public ValidateOptionsResult Validate(string? name, ActorsOptions options)
    {
        List<string> wrong = [];
        if (options.AskTimeout <= TimeSpan.Zero)
            wrong.Add($"ActorsOptions.AskTimeout is {options.AskTimeout}, but an Ask needs time for its answer. Give a positive time.");
        if (!Enum.IsDefined(options.AskCycles))
            wrong.Add($"ActorsOptions.AskCycles is {options.AskCycles}, which is none of Fail, Warn and Off.");
        if (options.DrainTimeout <= TimeSpan.Zero)
            wrong.Add($"ActorsOptions.DrainTimeout is {options.DrainTimeout}, but actors need time to drain. Give a positive time, or leave it out for what HostOptions.ShutdownTimeout allows.");
        if (options.MailboxCapacity < 1)
            wrong.Add($"ActorsOptions.MailboxCapacity is {options.MailboxCapacity}, but a mailbox needs room for at least one message. Give 1 or more, or leave it out for no bound.");
        if (options.MaxRestarts < 0)
            wrong.Add($"ActorsOptions.MaxRestarts is {options.MaxRestarts}, but restarts cannot be fewer than none. Give 0 or more.");
        if (options.RestartWindow <= TimeSpan.Zero)
            wrong.Add($"ActorsOptions.RestartWindow is {options.RestartWindow}, but restarts are counted within a time. Give a positive time.");
        if (options.SlowTurnWarning <= TimeSpan.Zero || options.SlowTurnWarning > TimeSpan.FromDays(1))
            wrong.Add($"ActorsOptions.SlowTurnWarning is {options.SlowTurnWarning}, but a turn takes time, and less than a day. Give a positive time of at most a day, or null for no warning.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
