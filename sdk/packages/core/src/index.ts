export { Crow, entriesFrom, entriesText } from './crow';
export { encode, mask } from './json';
export { add } from './natives';
export * from './types';
export { uuid7 } from './uuid';
