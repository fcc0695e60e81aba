import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Turn, Turns } from '../../src/discord/turns.js';

const AT_ONCE = 8;

function reserved(turns: Turns, member: string): Turn {
  const turn = turns.reserve(member);
  if (turn === undefined) throw new Error(`no place for ${member}`);
  return turn;
}

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let n = 0; n < 30; n += 1) await new Promise(setImmediate);
}

/** Work that goes on until it is told to end. */
function held() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => ended, end };
}

/** Takes every place at work; what is returned gives them back one by one. */
function crowded(turns: Turns): (() => void)[] {
  return Array.from({ length: AT_ONCE }, (_, n) => {
    const { work, end } = held();
    void reserved(turns, `early ${n}`).take(work);
    return end;
  });
}

describe('turns', () => {
  it('gives what the work gives, and rejects as it does', async () => {
    const turns = new Turns(10);
    expect(await reserved(turns, 'Mila').take(async () => 42)).toBe(42);
    const failing = reserved(turns, 'Mila').take(() => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
  });

  it('let an acknowledgement go before all work, but not hold it up for long', async () => {
    const turns = new Turns(10);
    const { work, end } = held();
    void turns.first(work());
    const began: string[] = [];
    const note = (name: string) => async () => {
      began.push(name);
    };
    const one = reserved(turns, 'Mila').take(note('one'));
    await one;
    const two = reserved(turns, 'Mila').take(note('two'));
    await settle();
    expect(began).toEqual(['one']);
    await two;
    const three = reserved(turns, 'Mila').take(note('three'));
    await settle();
    expect(began).toEqual(['one', 'two']);
    end();
    await settle();
    expect(began).toEqual(['one', 'two', 'three']);
    await three;
  });

  it('give an acknowledgement back as it is, fault and all', async () => {
    const turns = new Turns(1);
    expect(await turns.first(Promise.resolve(42))).toBe(42);
    await expect(turns.first(Promise.reject(new Error('late')))).rejects.toThrow('late');
  });

  it('keep a place until it is left, while the next one is at work already', async () => {
    const turns = new Turns(2 * AT_ONCE);
    const some = Array.from({ length: AT_ONCE }, () => reserved(turns, 'Mila'));
    for (const turn of some) await turn.take(async () => undefined);
    expect(turns.taken).toBe(AT_ONCE);
    expect(await reserved(turns, 'Ada').take(async () => 'served')).toBe('served');
    for (const turn of some) turn.leave();
    expect(turns.taken).toBe(1);
  });

  it('serve one member first come, first served', async () => {
    const turns = new Turns(100);
    const order: number[] = [];
    const all = Array.from({ length: 20 }, (_, n) =>
      reserved(turns, 'Mila').take(async () => void order.push(n)),
    );
    await Promise.all(all);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('let members rotate: one with many waits is ahead of another by one at most', async () => {
    const turns = new Turns(1_000);
    const ends = crowded(turns);
    await settle();
    const order: string[] = [];
    const ask = (member: string) =>
      reserved(turns, member).take(async () => void order.push(member));
    const many = Array.from({ length: 100 }, () => ask('Mila'));
    const few = [ask('Ada'), ask('Bo'), ask('Ada')];
    for (const end of ends) end();
    await Promise.all([...many, ...few]);
    expect(order.slice(0, 6)).toEqual(['Mila', 'Ada', 'Bo', 'Mila', 'Ada', 'Mila']);
  });

  it('refuse what is past the bound, and take more once there is room', async () => {
    const turns = new Turns(2);
    const first = reserved(turns, 'Mila');
    const second = reserved(turns, 'Ada');
    await second.take(async () => undefined);
    expect(turns.reserve('Bo')).toBeUndefined();
    expect(turns.taken).toBe(2);
    first.leave();
    reserved(turns, 'Bo').leave();
    second.leave();
    expect(turns.taken).toBe(0);
  });

  it('free a place once, however often it is left', () => {
    const turns = new Turns(2);
    const turn = reserved(turns, 'Mila');
    reserved(turns, 'Ada');
    turn.leave();
    turn.leave();
    expect(turns.taken).toBe(1);
  });

  it('tell who waits that they are closed, and end what is at work', async () => {
    const turns = new Turns(100);
    const { work, end } = held();
    const begun = Array.from({ length: AT_ONCE }, () =>
      reserved(turns, 'Mila').take(() => work().then(() => 'done')),
    );
    await settle();
    const never = async () => expect.unreachable('a turn came');
    const waiting = ['Mila', 'Ada'].map((member) => reserved(turns, member).take(never));
    turns.close();
    expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
    expect(await reserved(turns, 'Bo').take(never)).toBeUndefined();
    end();
    expect(new Set(await Promise.all(begun))).toEqual(new Set(['done']));
  });

  it('go on after works that throw before they return a promise', async () => {
    const turns = new Turns(100);
    const broken = () => {
      throw new Error('at once');
    };
    const all = Array.from({ length: 3 * AT_ONCE }, () => reserved(turns, 'Mila').take(broken));
    const outcomes = await Promise.allSettled(all);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(await reserved(turns, 'Ada').take(async () => 'served')).toBe('served');
  });

  it('begin in turns of the event loop of their own, between which other things happen', async () => {
    const turns = new Turns(100);
    let turn = 0;
    const count = () => {
      turn += 1;
      ticking = setImmediate(count);
    };
    let ticking = setImmediate(count);
    const begun: number[] = [];
    const all = Array.from({ length: 3 * AT_ONCE }, (_, n) =>
      reserved(turns, `member ${n}`).take(async () => void begun.push(turn)),
    );
    expect(begun).toEqual([]);
    await Promise.all(all);
    clearImmediate(ticking);
    expect(new Set(begun).size).toBe(all.length);
  });

  it('keep the bound, end everything and keep each member’s order, whatever the work', async () => {
    const jobs = fc.array(
      fc.record({
        member: fc.constantFrom('Mila', 'Ada', 'Bo', 'Cy'),
        rounds: fc.nat({ max: 3 }),
        outcome: fc.constantFrom('done', 'rejected', 'thrown', 'given up'),
      }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(jobs, fc.integer({ min: 1, max: 70 }), async (wanted, limit) => {
        const turns = new Turns(limit);
        let atWork = 0;
        let refused = 0;
        const begun: { member: string; n: number }[] = [];
        const waiting: { member: string; n: number }[] = [];
        const running = wanted.map(async ({ member, rounds, outcome }, n) => {
          const turn = turns.reserve(member);
          expect(turns.taken).toBeLessThanOrEqual(limit);
          if (turn === undefined) {
            refused += 1;
            return;
          }
          if (outcome === 'given up') return turn.leave();
          waiting.push({ member, n });
          const work = () => {
            begun.push({ member, n });
            if (outcome === 'thrown') throw new Error('thrown');
            return at();
          };
          const at = async () => {
            atWork += 1;
            expect(atWork).toBeLessThanOrEqual(AT_ONCE);
            for (let n = 0; n < rounds; n += 1) await new Promise(setImmediate);
            atWork -= 1;
            if (outcome === 'rejected') throw new Error('rejected');
          };
          await turn.take(work).catch(({ message }: Error) => expect(message).toBe(outcome));
          turn.leave();
        });
        await Promise.all(running);
        expect(turns.taken).toBe(0);
        expect(begun).toHaveLength(waiting.length);
        for (const name of ['Mila', 'Ada', 'Bo', 'Cy']) {
          const own = ({ member }: { member: string }) => member === name;
          expect(begun.filter(own)).toEqual(waiting.filter(own));
        }
        if (wanted.length <= limit) expect(refused).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
