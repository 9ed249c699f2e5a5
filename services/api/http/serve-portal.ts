import path from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** Paths of programs: what is not found there is a problem, never a page. */
const NOT_PAGES = /^\/(?:v1|oauth2|healthz|assets|portal)(?:\/|$)/;

/**
 * Serves the portal that was built into a folder: files under `/assets`, whose
 * names change with their content, for ever; for every address of a page, the
 * one page. A folder that is not there, or a name that is not in it, is left to
 * what comes after.
 */
export function servePortal(folder: string): Router {
  const router = Router({ caseSensitive: true });
  router.use(
    '/assets',
    express.static(path.join(folder, 'assets'), {
      immutable: true,
      maxAge: '365d',
      etag: false,
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      // Over the `no-store` of all other answers.
      setHeaders: (response) => response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  );
  router.use(servePage(folder));
  return router;
}

function servePage(folder: string): RequestHandler {
  return (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const wantsPage = request.get('accept')?.includes('text/html') ?? false;
    if (!reads || !wantsPage || NOT_PAGES.test(request.path)) {
      next();
      return;
    }
    response.sendFile(
      'index.html',
      { root: folder, cacheControl: false, etag: false, lastModified: false },
      (error) => {
        // Not built: the API answers as for any address that it does not know.
        if (error !== undefined) next(response.headersSent ? error : undefined);
      },
    );
  };
}
