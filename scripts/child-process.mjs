// Loaded into servers that a script here starts (--import): when that script is gone, however it went, so is the server.
if (process.channel) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
