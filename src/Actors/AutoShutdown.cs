namespace Actors;

/// <summary>Whether a supervisor stops itself because its significant children have ended; OTP's <c>auto_shutdown</c>. See <see cref="SpawnOptions.IsSignificant"/>.</summary>
/// <remarks>What counts is an end that the child came to by itself and that no restart follows: it stopped itself, or failed and was not to be restarted. One that was stopped from outside does not count.</remarks>
public enum AutoShutdown
{
    /// <summary>It does not. The default.</summary>
    Never,

    /// <summary>When the first significant child has ended.</summary>
    AnySignificant,

    /// <summary>When the last significant child has ended.</summary>
    AllSignificant,
}
