import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Generous, so that a busy machine fails no test.
configure({ asyncUtilTimeout: 60_000 });
jest.setTimeout(120_000);

// jsdom has no layout, and would log each call with its stack.
globalThis.scrollTo = () => {};
