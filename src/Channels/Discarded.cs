namespace Channels;

/// <summary>What becomes of values that nobody will read.</summary>
internal static class Discarded
{
    /// <summary>Disposes the values that can be; all of them, even if one throws, which is then thrown again.</summary>
    /// <returns>How many values there were.</returns>
    public static int Dispose<T>(IReadOnlyList<T> items)
    {
        List<Exception>? failures = null;
        foreach (T item in items)
        {
            if (item is not IDisposable disposable) continue;
            try
            {
                disposable.Dispose();
            }
            catch (Exception failure)
            {
                (failures ??= []).Add(failure);
            }
        }

        return failures is null ? items.Count : throw new AggregateException($"{failures.Count} of the {items.Count} values that the channel let go of failed in their Dispose; the others were disposed.", failures);
    }
}
