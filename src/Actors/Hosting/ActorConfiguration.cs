using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actors.Hosting;

/// <summary>What the configuration says about single actors, over what the code said: <c>Actors:counter:Mailbox:Capacity</c>. By hand and not by a binder, so that a slip of the pen is an error and not ignored.</summary>
internal static class ActorConfiguration
{
    /// <summary>Sets the options of the registered actors that the section names.</summary>
    /// <exception cref="OptionsValidationException">It names an actor or a setting that does not exist, or a value that makes no sense.</exception>
    public static void Apply(IConfiguration? section, IReadOnlyList<ActorRegistration> registrations)
    {
        List<string> wrong = [];
        // What has no children is a setting of the system, which ActorsOptions is bound from.
        foreach (IConfigurationSection actor in section?.GetChildren().Where(child => child.GetChildren().Any()) ?? [])
        {
            if (registrations.FirstOrDefault(registration => registration.Name == actor.Key) is { } registration) Apply(actor, registration.Settings, wrong);
            else wrong.Add($"The configuration has settings for an actor '{actor.Key}' at {actor.Path}, but none of that name is registered. Registered are: {string.Join(", ", registrations.Select(each => each.Name))}.");
        }

        if (wrong.Count != 0) throw new OptionsValidationException(nameof(SpawnOptions), typeof(SpawnOptions), wrong);
    }

    private static void Apply(IConfigurationSection actor, ActorSettings settings, List<string> wrong)
    {
        bool isRight = true;
        foreach ((string key, string? value) in actor.AsEnumerable(makePathsRelative: true))
        {
            // A section that only holds others.
            if (value is null) continue;
            try
            {
                if (settings.TrySet(key, value)) continue;
                wrong.Add($"{actor.Path}:{key} is no setting of it. There are: {string.Join(", ", settings.Names)}.");
            }
            catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
            {
                wrong.Add($"{actor.Path}:{key} is '{value}', which does not do: {error.Message}");
            }

            isRight = false;
        }

        // Of a mailbox whose bound was refused nothing more has to be said.
        if (isRight && !settings.TryFinish())
            wrong.Add($"{actor.Path} has a Mailbox:FullMode, but a mailbox is full only where it has a bound. Give Mailbox:Capacity beside it.");
    }
}
