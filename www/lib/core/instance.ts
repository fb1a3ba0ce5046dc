/**
 * The running core: compiled and started at the first call, without `await`, and started anew after a trap. Each room has
 * a core of its own (`rooms/`), so that a page brings the code of the checks that it calls; request checks, which need
 * every room, have one with all of them. A module that the page brings itself takes the place of all.
 */

import type { Binding, Core } from '../generated/bindings.js';
import { type KindRow, kindRows, type KindTable } from './kinds.js';
import { PresendUnavailableError } from './unavailable.js';
import { decode, decodeAt, encodeInto } from './utf8.js';

/** Gives the core's code: a compiled module, or the octets of one. */
export type ModuleSource = () => WebAssembly.Module | BufferSource;

/** A running core and the memory it shares with the page. */
export interface Instance {
  /** The core's exports. Whatever they throw has already ended this instance. */
  readonly core: Core;
  /** The same without a net, for checks of a single value: what they throw goes through {@link Instance.failed}. */
  readonly bare: Core;
  /** Ends this instance; gives what to throw. */
  failed(error: unknown): PresendUnavailableError;
  /** The row of the core's kind number `index`. */
  kind(index: number): KindRow;
  /** The number of the kind with this reason. */
  kindOf(reason: string): number;
  /** Large data that it has been handed, a bit each: see {@link Data}. */
  data: number;
  /** Counts instances, so that whoever keeps a handle into one knows when it is void. */
  readonly epoch: number;
  /** Writes `text` where the next call reads it; returns its octets. `wellFormed`: it is known to be. */
  write(text: string, wellFormed?: boolean): number;
  /** Writes octets where the next call reads them; returns their number. */
  writeOctets(octets: Uint8Array): number;
  /** The input itself, with room for at least so many octets; taken anew at each call because memory may have moved. */
  room(octets: number): Uint8Array;
  /** The first `count` words of the last list's answer, to be copied before the next call. */
  rows(count: number): Uint32Array;
  /** The words of the last answer; taken anew at each call because memory may have moved. */
  words(): Uint32Array;
  /** The list of the last answer; gone with the next call. */
  list(): Uint32Array;
  /** The text at `address` of the core's memory. */
  text(address: number, octets: number): string;
}

/** Data that travel as modules of their own, handed to an instance when a check first needs them. */
export const Data = { providers: 1, plans: 2, formats: 4, national: 8 } as const;

/** Ties wasm-bindgen's glue to an instance. */
export type BindTo = (decode: (octets: Uint8Array) => string) => Binding;

/** A core's code, as WebAssembly or as JavaScript (`presend/js`), the glue made with it, and the names of its kinds. */
export type Code = {
  /** A core through which only numbers cross has none. */
  readonly bind?: BindTo;
  readonly kinds: KindTable;
} & (
  | { readonly module: ModuleSource; readonly instantiate?: never }
  | { readonly instantiate: (imports?: WebAssembly.Imports) => WebAssembly.Exports }
);

/** A core that can run, or runs. */
interface Engine {
  readonly code: Code;
  compiled?: WebAssembly.Module;
  running?: Instance | undefined;
}

/** What the checks of a room run in; `null` in `presend/slim`, which brings no code. */
export type Room = Engine | null;

/** The rooms whose code is there. */
const rooms: Engine[] = [];
/** The core that the page, or the entry for its runtime, brought for all rooms. */
let provided: Engine | undefined;
let epochs = 0;

/** A room with its code. Nothing is compiled before a check calls for {@link instance}. */
export function roomOf(code: Code): Room {
  const room = { code };
  rooms.push(room);
  return room;
}

/** Puts one core in the place of all. Code that came first stays, unless `replace`. */
export function provide(code: Code, replace: boolean): void {
  if (provided === undefined || replace) provided = { code };
}

/** The running core for `room`; started now if it is not. */
export function instance(room: Room): Instance {
  const engine = provided ?? room;
  if (engine === null) throw new PresendUnavailableError('no module: call provideModule first');
  return engine.running ?? (engine.running = start(engine));
}

/** Starts every core that is there. */
export function startAll(): void {
  if (provided || rooms.length === 0) instance(null);
  else for (const room of rooms) instance(room);
}

/** Above this, the memory of an input goes back to the core's allocator after the call. */
const KEPT_OCTETS = 1 << 16;

/** Ends a call with a large input. */
export function settle(live: Instance, octets: number): void {
  if (octets > KEPT_OCTETS) live.core.release_input();
}

/** Keeps `text` beside the input of the next call: a snapshot of the account, a template's values, an answer's headers. */
export function keep(live: Instance, text: string): void {
  const octets = live.write(text);
  live.core.keep_context(octets);
  settle(live, octets);
}

function compile(source: ModuleSource): WebAssembly.Module {
  if (typeof WebAssembly !== 'object') throw new PresendUnavailableError('WebAssembly is not available here');
  const given = source();
  // Next's edge sandbox hands over a module of another realm: `instanceof` does not know it.
  const isModule = Object.prototype.toString.call(given) === '[object WebAssembly.Module]';
  return isModule ? (given as WebAssembly.Module) : new WebAssembly.Module(given as BufferSource);
}

function start(engine: Engine): Instance {
  const failed = (error: unknown) => {
    engine.running = undefined;
    return new PresendUnavailableError('the core failed and will start anew at the next call', error);
  };
  const epoch = ++epochs;
  const { code } = engine;
  const binding = code.bind?.(decode);
  let core: Core;
  let bare: Core;
  let memory: WebAssembly.Memory;
  try {
    const imports = binding && { './presend_bg.js': binding.imports };
    const exports = code.instantiate
      ? code.instantiate(imports)
      : new WebAssembly.Instance((engine.compiled ??= compile(code.module)), imports).exports;
    binding?.start(exports);
    memory = exports['memory'] as WebAssembly.Memory;
    bare = exports as unknown as Core;
    core = guarded(binding?.core ?? bare, failed);
  } catch (error) {
    throw error instanceof PresendUnavailableError
      ? error
      : new PresendUnavailableError('the core cannot start', error);
  }

  const wordsAt = core.words();
  let inputAt = 0;
  let inputOctets = 0;
  let view = new Uint8Array(0);
  let words = new Uint32Array(0);
  // When WebAssembly's memory grows, its old views become empty; those of JavaScript's own buffers do not.
  const isJs = code.instantiate !== undefined;
  let whole = new Uint8Array(0);
  let kinds: readonly KindRow[] | undefined;

  const room = (octets: number): Uint8Array => {
    if (octets > view.length || (isJs && view.buffer !== memory.buffer)) {
      inputOctets = Math.max(octets, inputOctets, 1024);
      inputAt = core.input(inputOctets);
      view = new Uint8Array(memory.buffer, inputAt, inputOctets);
    }
    return view;
  };
  const release = core.release_input;
  core.release_input = () => {
    release();
    view = new Uint8Array(0);
    inputOctets = 0;
  };

  return {
    core,
    bare,
    failed,
    kind: (index) => (kinds ??= kindRows(code.kinds))[index] as KindRow,
    kindOf: (reason) => (kinds ??= kindRows(code.kinds)).findIndex((row) => row.reason === reason),
    data: 0,
    epoch,
    write: (text, wellFormed) => encodeInto(text, room, wellFormed),
    writeOctets(octets) {
      room(octets.length).set(octets);
      return octets.length;
    },
    room,
    rows: (count) => new Uint32Array(memory.buffer, core.rows(), count),
    words() {
      if (words.length === 0 || (isJs && words.buffer !== memory.buffer))
        words = new Uint32Array(memory.buffer, wordsAt, 2048);
      return words;
    },
    list() {
      const answer = this.words();
      return new Uint32Array(memory.buffer, answer[17] as number, answer[16] as number);
    },
    text(address, octets) {
      if (whole.length === 0 || (isJs && whole.buffer !== memory.buffer)) whole = new Uint8Array(memory.buffer);
      return decodeAt(whole, address, octets);
    },
  };
}

/** The same exports; one that throws ends the instance, so that the next call begins with a new one. */
function guarded(core: Core, failed: Instance['failed']): Core {
  const guard = Object.create(null) as Record<string, unknown>;
  for (const [name, call] of Object.entries(core) as [string, (...args: unknown[]) => unknown][]) {
    if (typeof call !== 'function') continue;
    guard[name] = (a: unknown, b: unknown, c: unknown, d: unknown, e: unknown, f: unknown, g: unknown) => {
      try {
        return call(a, b, c, d, e, f, g);
      } catch (error) {
        throw failed(error);
      }
    };
  }
  return guard as unknown as Core;
}
