using Actors.Messaging;

namespace Actors.Routing;

/// <summary>A message on its way through a router, as a <see cref="RoutingPolicy"/> sees it.</summary>
public readonly ref struct RoutedMessage
{
    private readonly Envelope _envelope;

    internal RoutedMessage(Envelope envelope) => _envelope = envelope;

    /// <summary>Whether somebody waits for an answer.</summary>
    public bool IsRequest => _envelope.Dispatcher.CarriesAsk;

    /// <summary>What was sent. A struct is boxed; <see cref="TryGet{TMessage}"/> does not.</summary>
    public object Value => _envelope.Message;

    /// <summary>The message, if it is of a type.</summary>
    /// <typeparam name="TMessage">The type that it was sent as, which allocates nothing; or a base class or interface of it, for which a struct is boxed.</typeparam>
    public bool TryGet<TMessage>(out TMessage message)
    {
        if (_envelope.Carried is MessageCarrier<TMessage> carrier)
        {
            message = carrier.Peek();
            return true;
        }

        if (_envelope.Dispatcher is SmallDispatcher<TMessage>)
        {
            message = _envelope.ReadSmall<TMessage>();
            return true;
        }

        // Another struct is of another type than asked for,
        // or is boxed to see whether it is one.
        bool isStruct = _envelope.Dispatcher.IsOfStruct;
        if ((!isStruct || MessageKind<TMessage>.FitsAnyStruct) && _envelope.Message is TMessage match)
        {
            message = match;
            return true;
        }

        message = default!;
        return false;
    }
}
