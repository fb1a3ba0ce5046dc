/** Fails to compile unless both types are the same: `const _: Equal<A, B> = true`. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** A type flattened, so that intersections compare as what they hold. */
export type Flat<T> = { [K in keyof T]: T[K] };

/** `expect<Equal<A, B>>()`. */
export function expect<_T extends true>(): void {}
