namespace Examples.Tests.Support;

/// <summary>A test that compares with what the standard tools say, or sends a signal; skipped where there is no shell to do that.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        if (!File.Exists(Shell.Path)) Skip = $"There is no {Shell.Path} to run find, wc, tr, sort and kill with.";
    }
}
