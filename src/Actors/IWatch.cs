using Actors.Messaging;

namespace Actors;

/// <summary>That one actor watches another.</summary>
internal interface IWatch : INoticeSource
{
    /// <summary>The end that was waited for; null until then.</summary>
    Terminated? End { get; }
}
