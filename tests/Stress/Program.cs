using System.Globalization;
using Stress;

// What may be run, and how long it may take:
//   channels [messages]   all channel kinds and System.Threading.Channels beside them, under a cancel storm
//   completions [seconds] the last read of a channel against its end, each kind for so long
//   fuzz [seconds]        random bytes as operations on a channel, and the same on a plain queue
//   seeds [count]         whole actor systems with faults, each from its seed, in virtual time
//   soak [minutes]        a host with actors, faults of many kinds at random, watched for leaks and stuck mailboxes
//   sigterm [count]       a host under load in a process of its own, told to end at random moments
//   asks [graphs]         random graphs of actors that ask each other: none hangs, and no cycle is reported where there is none
//   churn [actors]        actors that are created, used and stopped; nothing of them may be left
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    ["channels", .. var rest] => await ChannelStress.RunAsync(Number(rest, 100_000_000)),
    ["completions", .. var rest] => CompletionStress.Run(TimeSpan.FromSeconds(Number(rest, 10))),
    ["fuzz", .. var rest] => FuzzStress.Run(TimeSpan.FromSeconds(Number(rest, 60))),
    ["seeds", .. var rest] => SeedStress.Run((int)Number(rest, 100_000)),
    ["soak", .. var rest] => await Soak.RunAsync(TimeSpan.FromMinutes(Number(rest, 2))),
    ["sigterm", .. var rest] => await SigtermStress.RunAsync((int)Number(rest, 20)),
    ["load"] => await SigtermStress.LoadAsync(),
    ["asks", .. var rest] => await AskStress.RunAsync((int)Number(rest, 100_000)),
    ["churn", .. var rest] => await ChurnStress.RunAsync((int)Number(rest, 100_000)),
    _ => Usage(),
};

static long Number(string[] rest, long otherwise) => rest is [var text, ..] ? long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("Say what to run: channels [messages], completions [seconds], fuzz [seconds], seeds [count], soak [minutes], sigterm [count], asks [graphs], or churn [actors].");
    return 2;
}
