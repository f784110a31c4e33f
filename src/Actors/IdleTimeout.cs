namespace Actors;

/// <summary>This actor had no message for as long as <c>this.SetIdleTimeout</c> says; sent again for each such time.</summary>
/// <param name="After">The time that was set; what passed may be up to a quarter longer.</param>
public sealed record IdleTimeout(TimeSpan After);
