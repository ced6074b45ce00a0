import express from 'express';

/** S22. A manifest may have 512 KiB, which the escapes of JSON may double. */
export const readBody = express.json({ limit: '1mb', strict: true });
