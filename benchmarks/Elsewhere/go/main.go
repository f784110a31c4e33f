// An actor as a goroutine, a buffered channel as its mailbox and a channel for each answer: Go's idiom. Go has no
// unbounded channel; where a backlog would need one the buffer is as long as the backlog.
// Prints a line "shape;contestant;millions of operations a second" for each shape, the median of the rounds.
package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"sync/atomic"
	"time"
)

const (
	timeout  = 30 * time.Second
	children = 10
)

func main() {
	rounds := 9
	if len(os.Args) > 1 {
		number, err := strconv.Atoi(os.Args[1])
		if err != nil {
			panic("rounds is a number")
		}
		rounds = number
	}
	report("ping-pong/1", rounds, 1_000_000, func() { pingPong(1, 500_000) })
	report("ping-pong/16", rounds, 1_600_000, func() { pingPong(16, 50_000) })
	report("savina/thread-ring", rounds, 1_000_000, func() { ring(100, 1_000_000) })
	report("ask/1", rounds, 200_000, func() { ask(1, 200_000) })
	report("ask/64", rounds, 640_000, func() { ask(64, 640_000) })
	report("spawn/100k", rounds, 100_000, func() { create(100_000) })
	report("spawn/skynet", rounds, 1_000_000, func() { skynet(1_000_000) })
}

func report(shape string, rounds int, operations int, run func()) {
	speeds := []float64{}
	for round := 0; round <= rounds; round++ {
		began := time.Now()
		run()
		// The first one warms up.
		if round > 0 {
			speeds = append(speeds, float64(operations)/time.Since(began).Seconds()/1e6)
		}
	}
	sort.Float64s(speeds)
	fmt.Printf("%s;Go;%.3f\n", shape, speeds[len(speeds)/2])
}

func check(isRight bool, what string) {
	if !isRight {
		panic(what)
	}
}

// The ball is passed on until both have had it so many times.
func pingPong(pairs int, rounds int) {
	counts := make(chan int, 2*pairs)
	for pair := 0; pair < pairs; pair++ {
		first, second := make(chan int, 1), make(chan int, 1)
		go func() {
			count := 0
			for ball := range first {
				if count == rounds {
					break
				}
				count++
				second <- ball + 1
			}
			close(second)
			counts <- count
		}()
		go func() {
			count := 0
			for ball := range second {
				count++
				first <- ball + 1
			}
			counts <- count
		}()
		first <- 0
	}
	for player := 0; player < 2*pairs; player++ {
		check(<-counts == rounds, "a ball was lost")
	}
}

// A token that says how often it is still to be passed on.
func ring(actors int, hops int) {
	nodes := make([]chan int, actors)
	for index := range nodes {
		nodes[index] = make(chan int, 1)
	}
	done := make(chan int)
	for index := range nodes {
		index := index
		go func() {
			next := nodes[(index+1)%actors]
			for left := range nodes[index] {
				if left == 0 {
					done <- index
				} else {
					next <- left - 1
				}
			}
		}()
	}
	nodes[0] <- hops
	check(<-done == hops%actors, "the token ended where it must not")
	for _, node := range nodes {
		close(node)
	}
}

// One actor answers 1; each asker waits for its answer, for 30 seconds at most.
func ask(inFlight int, requests int) {
	mailbox := make(chan chan int, inFlight)
	go func() {
		for reply := range mailbox {
			reply <- 1
		}
	}()
	sums := make(chan int, inFlight)
	for asker := 0; asker < inFlight; asker++ {
		go func() {
			sum := 0
			for number := 0; number < requests/inFlight; number++ {
				reply := make(chan int, 1)
				mailbox <- reply
				timer := time.NewTimer(timeout)
				select {
				case one := <-reply:
					sum += one
				case <-timer.C:
					panic("no answer")
				}
				timer.Stop()
			}
			sums <- sum
		}()
	}
	sum := 0
	for asker := 0; asker < inFlight; asker++ {
		sum += <-sums
	}
	close(mailbox)
	check(sum == requests, "an answer was lost")
}

// Each is sent one message; the last to handle its says so.
func create(actors int) {
	left := int64(actors)
	done := make(chan bool)
	mailboxes := make([]chan int, actors)
	for index := range mailboxes {
		mailbox := make(chan int, 1)
		mailboxes[index] = mailbox
		go func() {
			for range mailbox {
				if atomic.AddInt64(&left, -1) == 0 {
					done <- true
				}
			}
		}()
		mailbox <- 1
	}
	<-done
	for _, mailbox := range mailboxes {
		close(mailbox)
	}
}

// A tree of tens, each an actor with a mailbox for its children's sums.
func skynet(leaves int) {
	answer := make(chan int, 1)
	go sky(answer, 0, leaves)
	check(<-answer == leaves*(leaves-1)/2, "the sum is wrong")
}

func sky(parent chan int, first int, count int) {
	if count == 1 {
		parent <- first
		return
	}
	mailbox := make(chan int, children)
	part := count / children
	for child := 0; child < children; child++ {
		go sky(mailbox, first+child*part, part)
	}
	sum := 0
	for child := 0; child < children; child++ {
		sum += <-mailbox
	}
	parent <- sum
}
