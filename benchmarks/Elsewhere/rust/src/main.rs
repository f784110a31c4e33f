//! An actor as a task, an unbounded mpsc channel as its mailbox and a oneshot for each answer: tokio's idiom.
//! Prints a line `shape;contestant;millions of operations a second` for each shape, the median of the rounds.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

const TIMEOUT: Duration = Duration::from_secs(30);
const CHILDREN: u64 = 10;

fn main() {
    let rounds: usize = std::env::args().nth(1).map_or(9, |text| text.parse().expect("rounds is a number"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async move {
        report("ping-pong/1", rounds, 1_000_000, || ping_pong(1, 500_000)).await;
        report("ping-pong/16", rounds, 1_600_000, || ping_pong(16, 50_000)).await;
        report("savina/thread-ring", rounds, 1_000_000, || ring(100, 1_000_000)).await;
        report("ask/1", rounds, 200_000, || ask(1, 200_000)).await;
        report("ask/64", rounds, 640_000, || ask(64, 640_000)).await;
        report("spawn/100k", rounds, 100_000, || create(100_000)).await;
        report("spawn/skynet", rounds, 1_000_000, || skynet(1_000_000)).await;
    });
}

async fn report<F, R>(shape: &str, rounds: usize, operations: u64, run: F)
where
    F: Fn() -> R,
    R: Future<Output = ()> + Send + 'static,
{
    // One round to warm up; each on the runtime's own threads, as in a server.
    let mut speeds = Vec::new();
    for round in 0..=rounds {
        let began = Instant::now();
        tokio::spawn(run()).await.expect("the work is done");
        if round > 0 {
            speeds.push(operations as f64 / began.elapsed().as_secs_f64() / 1e6);
        }
    }
    speeds.sort_by(f64::total_cmp);
    println!("{shape};tokio;{:.3}", speeds[speeds.len() / 2]);
}

/// The ball is passed on until both have had it `rounds` times.
async fn ping_pong(pairs: usize, rounds: u64) {
    let mut players = Vec::new();
    for _ in 0..pairs {
        let (to_first, mut first) = mpsc::unbounded_channel::<u64>();
        let (to_second, mut second) = mpsc::unbounded_channel::<u64>();
        to_first.send(0).expect("it listens");
        players.push(tokio::spawn(async move {
            let mut count = 0;
            while let Some(ball) = first.recv().await {
                if count == rounds {
                    break;
                }
                count += 1;
                to_second.send(ball + 1).expect("it listens");
            }
            count
        }));
        players.push(tokio::spawn(async move {
            let mut count = 0;
            while let Some(ball) = second.recv().await {
                count += 1;
                to_first.send(ball + 1).expect("it listens");
            }
            count
        }));
    }
    for player in players {
        assert_eq!(rounds, player.await.expect("it plays"));
    }
}

/// A token that says how often it is still to be passed on.
async fn ring(actors: usize, hops: u64) {
    let (mut senders, mut receivers) = (Vec::new(), Vec::new());
    for _ in 0..actors {
        let (sender, receiver) = mpsc::unbounded_channel::<u64>();
        senders.push(sender);
        receivers.push(receiver);
    }
    let mut reached = Vec::new();
    for (index, mut receiver) in receivers.into_iter().enumerate() {
        let next = senders[(index + 1) % actors].clone();
        let (end, ended) = mpsc::unbounded_channel::<()>();
        reached.push(ended);
        tokio::spawn(async move {
            while let Some(left) = receiver.recv().await {
                if left == 0 {
                    end.send(()).ok();
                    break;
                }
                next.send(left - 1).ok();
            }
        });
    }
    senders[0].send(hops).expect("it listens");
    reached[hops as usize % actors].recv().await.expect("the token ends where it must");
}

/// One actor answers 1; each asker waits for its answer, for 30 seconds at most.
async fn ask(in_flight: u64, requests: u64) {
    let (sender, mut receiver) = mpsc::unbounded_channel::<oneshot::Sender<u64>>();
    tokio::spawn(async move {
        while let Some(reply) = receiver.recv().await {
            reply.send(1).ok();
        }
    });
    let askers: Vec<_> = (0..in_flight)
        .map(|_| {
            let sender = sender.clone();
            tokio::spawn(async move {
                let mut sum = 0;
                for _ in 0..requests / in_flight {
                    let (reply, answer) = oneshot::channel();
                    sender.send(reply).expect("it listens");
                    sum += timeout(TIMEOUT, answer).await.expect("in time").expect("an answer");
                }
                sum
            })
        })
        .collect();
    let mut sum = 0;
    for asker in askers {
        sum += asker.await.expect("it asks");
    }
    assert_eq!(requests, sum);
}

/// Each is sent one message; the last to handle its says so.
async fn create(actors: usize) {
    let (done, mut over) = mpsc::unbounded_channel::<()>();
    let left = Arc::new(AtomicUsize::new(actors));
    let mut senders = Vec::with_capacity(actors);
    for _ in 0..actors {
        let (sender, mut receiver) = mpsc::unbounded_channel::<u64>();
        let (left, done) = (left.clone(), done.clone());
        tokio::spawn(async move {
            while receiver.recv().await.is_some() {
                if left.fetch_sub(1, Ordering::AcqRel) == 1 {
                    done.send(()).ok();
                }
            }
        });
        sender.send(1).expect("it listens");
        senders.push(sender);
    }
    over.recv().await.expect("all were reached");
}

/// A tree of tens, each an actor with a mailbox for its children's sums.
async fn skynet(leaves: u64) {
    let (parent, mut answer) = mpsc::unbounded_channel();
    sky(parent, 0, leaves);
    assert_eq!(Some(leaves * (leaves - 1) / 2), answer.recv().await);
}

fn sky(parent: mpsc::UnboundedSender<u64>, first: u64, count: u64) {
    let (own, mut mailbox) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        if count == 1 {
            parent.send(first).ok();
            return;
        }
        let part = count / CHILDREN;
        for child in 0..CHILDREN {
            sky(own.clone(), first + child * part, part);
        }
        let mut sum = 0;
        for _ in 0..CHILDREN {
            sum += mailbox.recv().await.expect("every child answers");
        }
        parent.send(sum).ok();
    });
}
