using System.Globalization;
using Actors.Tests.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// One host, hurt in the way that its argument says: [scenario] [shutdown timeout in seconds]
// Says "ready" on a line of its own when it is in the middle of it.
string scenario = args[0];
double timeout = double.Parse(args[1], CultureInfo.InvariantCulture);

HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.None).AddFilter("Actors", LogLevel.Debug);
builder.Services.Configure<HostOptions>(options =>
{
    options.ShutdownTimeout = TimeSpan.FromSeconds(timeout);
    options.ServicesStopConcurrently = scenario == "concurrent";
});
builder.Services.AddActors(actors =>
{
    actors.Configure(options => options.MaxRestarts = 0).Add<Patient>("first").Add<Patient>("second");
    if (scenario == "start-fails") actors.Add<Unwilling>("unwilling");
    if (scenario == "slow-start") actors.Add<Hesitant>("hesitant");
});
builder.Services.AddSingleton(new Scenario(scenario));
builder.Services.AddHostedService<Driver>();
using IHost host = builder.Build();
await host.RunAsync();
return Environment.ExitCode;
