import v8 from 'node:v8';

/**
 * Has V8 make every object among the young ones, of which it takes back what is dead within milliseconds. Where most objects that a place in the code made have lived on, as
 * those of a first reading do, V8 would make the next ones among the old (`--allocation-site-pretenuring`): what each keystroke leaves behind would stay, with all that it names, until the
 * whole heap is looked through. Measured with Node 24 in a file of 600 redirects: collecting takes 4 ms instead of 10. Never throws: other runtimes have no such flag.
 */
export function keepObjectsYoung(): void {
  try {
    v8.setFlagsFromString('--no-allocation-site-pretenuring');
  } catch { /* then it is as it was */ }
}
