import { accessSync, constants, mkdtempSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { freePort, Part, UserError } from '@insforge-auth-starters/local/runtime'
import { answers } from './app.ts'
import { selfSigned } from './certificate.ts'
import { START_TIMEOUT } from './stage.ts'
import type { Target, TlsProxy } from './tls-proxy.ts'

/**
 * Ends TLS with nginx in front of two instances: a request that the first does not take goes to the
 * second. nginx keeps everything in a folder of its own in `scratch`. Throws a UserError if there is
 * no nginx on this machine.
 */
export async function startNginx(targets: readonly Target[], scratch: string): Promise<TlsProxy> {
  const command = findNginx()
  const folder = mkdtempSync(join(scratch, 'nginx-'))
  const { key, cert } = selfSigned()
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 })
  writeFileSync(join(folder, 'cert.pem'), cert)
  const port = await freePort()
  writeFileSync(join(folder, 'nginx.conf'), configuration(targets, port))
  const args = ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr']
  const part = await Part.start(
    { name: 'nginx', command, args, cwd: folder },
    join(folder, 'nginx.log'),
  )
  const url = `https://localhost:${port}`
  // It refuses what comes without TLS, which is an answer, too.
  await part.readyWhen(START_TIMEOUT, () => answers(`http://localhost:${port}`))
  return { url, close: () => part.stop() }
}

/**
 * Returns the program's path; Debian puts it where only root looks.
 *
 * @throws with how to get it.
 */
export function findNginx(): string {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  const found = folders.map((folder) => join(folder, 'nginx')).find(isExecutable)
  if (found) return found
  throw new UserError(
    'There is no nginx, behind which --full runs the app. Install it: apt-get install nginx (macOS: brew install nginx).',
  )
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What is not said here is as nginx has it, such as how large headers may be. Paths are in the folder. */
const configuration = ([one, two]: readonly Target[], port: number) => `
daemon off;
worker_processes 1;
pid nginx.pid;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${kind};`).join(' ')}
  server {
    listen 127.0.0.1:${port} ssl;
    server_name localhost;
    ssl_certificate cert.pem;
    ssl_certificate_key key.pem;
    proxy_http_version 1.1;
    location / {
      error_page 502 = @other;
      ${pass(one)}
    }
    location @other {
      ${pass(two)}
    }
  }
}
`

function pass(target?: Target): string {
  if (!target) throw new Error('nginx is for two instances')
  const { url, host } = target
  const headers =
    host === 'kept'
      ? ['Host $http_host']
      : ['Host $proxy_host', 'X-Forwarded-Host $http_host', 'X-Forwarded-Proto $scheme']
  return [`proxy_pass ${url};`, ...headers.map((header) => `proxy_set_header ${header};`)].join(' ')
}
