import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The limit is generous, so that no test fails on a busy machine.
configure({ asyncUtilTimeout: 60_000 });
jest.setTimeout(120_000);

// jsdom has no layout, and would log each call with its stack.
globalThis.scrollTo = () => {};
