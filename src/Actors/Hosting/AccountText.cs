using System.Globalization;
using System.Text;

namespace Actors.Hosting;

/// <summary>Puts what was not handled into a few words: by actor and reason, the most first.</summary>
internal static class AccountText
{
    private const int MaxActors = 10;

    public static string Undelivered(SystemAccount account)
    {
        var lines = account.Actors
            .SelectMany(actor => actor.Undelivered.Select(undelivered => (actor.Actor, Reason: undelivered.Key, Count: undelivered.Value)))
            .OrderByDescending(line => line.Count)
            .ToList();
        if (lines.Count == 0) return "";

        StringBuilder text = new(" (");
        foreach (var (actor, reason, count) in lines.Take(MaxActors))
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 2 ? ", " : "")}{actor} {count} {reason}");
        if (lines.Count > MaxActors) text.Append(CultureInfo.InvariantCulture, $", and {lines.Count - MaxActors} more");
        return text.Append(')').ToString();
    }
}
