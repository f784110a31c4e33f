using System.Text;

namespace Actors;

/// <summary>An Ask got no reply in time. Give it longer, or see what its actor is doing: the text and the properties say so, as of the moment when the time was over.</summary>
public sealed class AskTimeoutException : ActorException
{
    internal AskTimeoutException(ActorPath actor, Type request, TimeSpan timeout, Situation situation)
        : base($"{actor} did not answer {request.Name} within {timeout.TotalSeconds:0.###} s: {situation.Describe(request, timeout)}. Give AskAsync a longer timeout, or let its handlers await less.")
    {
        Actor = actor;
        Request = request;
        Timeout = timeout;
        Waiting = situation.Waiting;
        Position = situation.Position;
        Handling = situation.Handling;
        HandlingFor = situation.HandlingFor;
    }

    /// <summary>Who was asked.</summary>
    public ActorPath Actor { get; }

    /// <summary>The type of what was asked.</summary>
    public Type Request { get; }

    /// <summary>How long the asker waited.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>How many messages waited in the actor's mailbox.</summary>
    public int Waiting { get; }

    /// <summary>The request's place among them, from 1; <see langword="null"/> if the actor had begun it. Counted as far as 1,000: 1,001 is anywhere behind.</summary>
    public int? Position { get; }

    /// <summary>The type of the message whose handler held the actor by awaiting something; <see langword="null"/> if none did, or it computed or blocked its thread instead.</summary>
    public string? Handling { get; }

    /// <summary>For how long that handler had awaited.</summary>
    public TimeSpan? HandlingFor { get; }

    /// <summary>How things stood with the actor.</summary>
    internal readonly record struct Situation
    {
        public int Waiting { get; init; }

        public int? Position { get; init; }

        public string? Handling { get; init; }

        public TimeSpan? HandlingFor { get; init; }

        /// <summary>Whether a handler runs, or is awaited.</summary>
        public bool IsHandling { get; init; }

        public bool IsStarted { get; init; }

        /// <summary>Of several that share a mailbox: how many are busy, and how many there are.</summary>
        public (int Busy, int All)? Sharing { get; init; }

        /// <summary>Whether it has handled the request, and owes the answer.</summary>
        public bool IsDeferred { get; init; }

        public string Describe(Type request, TimeSpan timeout)
        {
            StringBuilder text = new();
            if (!IsStarted) text.Append("it has not started");
            else if (Sharing is { } sharing) text.Append($"{sharing.Busy:N0} of its {sharing.All:N0} actors are busy");
            else if (IsDeferred) text.Append("it deferred its reply, and nobody has given it");
            else if (Handling is not null) text.Append($"its handler of {Handling} {(HandlingFor >= timeout ? "awaited something the whole time" : $"has awaited something for {HandlingFor?.TotalSeconds:0.###} s")}");
            else if (IsHandling) text.Append("a handler runs without awaiting");
            else text.Append("it is not handling anything");

            if (Position is { } position) text.Append(position > 1000
                ? $"; {request.Name} waits behind more than 1,000 of {Waiting:N0} in its mailbox"
                : $"; {request.Name} is number {position:N0} of {Math.Max(position, Waiting):N0} that wait in its mailbox");
            else if (Waiting > 0) text.Append($"; {Waiting:N0} more wait in its mailbox");
            return text.ToString();
        }
    }
}
