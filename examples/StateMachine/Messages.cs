using Actors;

public sealed record SwitchOn;
public sealed record SwitchOff;
public sealed record Brew(string Coffee) : IRequest<Brew, string>;
public sealed record CountCups : IRequest<CountCups, int>;
