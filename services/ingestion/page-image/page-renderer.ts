import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { IngestionError } from '../errors';
import type { RendererMessage, RenderRequest } from './renderer-messages';
import { sizeOfPng } from './write-png';

/** Which page of a PDF, and how wide its image shall be. */
export interface PageImageRequest {
  /** From 1. */
  readonly page: number;
  /** Pixels. */
  readonly width: number;
}

/** Draws pages of PDFs, which are hostile, in processes of their own. */
export interface PageRenderer {
  /**
   * One page as a PNG, as wide as asked unless that exceeds the cap on pixels.
   *
   * @param read called once a process is free: who waits holds no document in memory
   * @throws IngestionError `page-not-renderable`: this page alone; whatever `read` throws
   */
  render(read: () => Promise<Buffer>, request: PageImageRequest): Promise<Buffer>;
  /** Ends the processes; pages being drawn fail. */
  close(): Promise<void>;
}

export interface PageRendererOptions {
  /** Pages drawn at a time. */
  readonly processes: number;
  /** MiB of resident memory of one process. */
  readonly maxMemory: number;
  /** Milliseconds for one page, from when the process has it. */
  readonly pageTime: number;
  readonly maxPixels: number;
  /** File of the renderer program, where it is not the compiled one beside this file. */
  readonly entry?: string;
}

/** Node starts in half a second; a loaded machine takes longer. Milliseconds. */
const START_TIME = 30_000;

export function createPageRenderer(options: PageRendererOptions): PageRenderer {
  const {
    processes,
    maxMemory,
    pageTime,
    maxPixels,
    entry = join(__dirname, 'renderer-process.js'),
  } = options;
  const running = new Set<ChildProcess>();
  const waiting: (() => void)[] = [];
  let free = processes;

  async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  }

  function start(): ChildProcess {
    const child = fork(entry, [String(maxMemory)], {
      env: {},
      serialization: 'advanced',
      // What a parser prints quotes the document.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  }

  /** A process for one page and no other: nothing of a document outlives its drawing. */
  async function draw(request: RenderRequest): Promise<Buffer> {
    const child = start();
    try {
      const png = await converse(child, request, pageTime);
      const size = png === null ? null : sizeOfPng(png);
      // What comes out of a process that read hostile bytes is not trusted either.
      if (png === null || size === null || size.width * size.height > maxPixels) {
        throw new IngestionError('page-not-renderable');
      }
      return png;
    } finally {
      child.kill('SIGKILL');
    }
  }

  return {
    render: (read, request) => takeTurn(async () => draw({ ...request, pdf: await read(), maxPixels })),
    close: async () => {
      const children = [...running];
      const gone = children.map((child) => once(child, 'exit'));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(gone);
    },
  };
}

/** @returns NULL where the process died, fell silent or said that it cannot */
function converse(child: ChildProcess, request: RenderRequest, pageTime: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let timer = setTimeout(() => child.kill('SIGKILL'), START_TIME);
    const finish = (png: Buffer | null): void => {
      clearTimeout(timer);
      resolve(png);
    };
    child.once('error', () => finish(null));
    child.once('exit', () => finish(null));
    child.on('message', (raw) => {
      const message = raw as RendererMessage;
      if (message.kind === 'drawn') return finish(Buffer.from(message.png));
      if (message.kind === 'failed') return finish(null);
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), pageTime);
      child.send(request, (error) => {
        // The pipe broke: the exit that follows is what gets reported.
        if (error) child.kill('SIGKILL');
      });
    });
  });
}
