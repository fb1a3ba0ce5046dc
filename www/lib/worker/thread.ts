/** The other end of a port, in a worker of a browser or of Node. */

import { ListEngine } from './engine.js';
import type { Start } from './plan.js';
import type { Answer } from './port.js';

interface Scope {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  onmessage?: ((event: { data: unknown }) => void) | null;
  on?(type: 'message', listen: (message: unknown) => void): unknown;
}

type NodeProcess = { getBuiltinModule?(name: string): { parentPort?: Scope | null } | undefined };

/** Waits for a list, and reads it piece by piece. */
export function listen(): void {
  const { process } = globalThis as { process?: NodeProcess };
  const scope = process?.getBuiltinModule?.('node:worker_threads')?.parentPort ?? (globalThis as unknown as Scope);
  const answer = (message: Answer, transfer: readonly Transferable[] = []) => scope.postMessage(message, transfer);
  let engine: ListEngine | undefined;
  const hear = (message: unknown) => {
    try {
      if (engine === undefined) {
        engine = new ListEngine(message as Start);
        answer({ ready: true });
        return;
      }
      const { piece, last } = message as { piece: Uint8Array; last: boolean };
      const outcome = engine.push(piece, last);
      const parts = [outcome.cleaned?.buffer, outcome.refusedRows?.buffer].filter((part) => part !== undefined);
      answer({ outcome }, parts);
    } catch (error) {
      // No word of the list is in it: it is the core's or the platform's own.
      answer({ failed: String(error) });
    }
  };
  if (scope.on) scope.on('message', hear);
  else scope.onmessage = ({ data }) => hear(data);
}
