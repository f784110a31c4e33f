using Actors;
using Actors.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Supervision;

// Each builds on those before it: when the line breaks, the decoder's session is void, and the recorder is none the worse.
HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton<Device>();
builder.Services.AddActors(actors => actors
    .Supervise(new RestForOneStrategy(maxRestarts: 5, within: TimeSpan.FromMinutes(1))
    {
        // A device that hangs up wants a moment.
        Backoff = new RestartBackoff(first: TimeSpan.FromMilliseconds(50), max: TimeSpan.FromSeconds(1)),
        // What the recorder has done is what the program is there for.
        AutoShutdown = AutoShutdown.AnySignificant,
    })
    .Add<Recorder>("recorder", options => options.IsSignificant = true)
    // Whoever asked for a frame gets one, if a little later.
    .Add<Line>("line", options => options.MessageRetries = 3)
    .Add<Decoder>("decoder"));

using IHost host = builder.Build();
await host.RunAsync();
Console.WriteLine("The host has stopped.");
