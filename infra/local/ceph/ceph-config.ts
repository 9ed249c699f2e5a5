export interface CephPlan {
  /** Everything of the instance lies here. */
  readonly dir: string;
  readonly clusterId: string;
  readonly monPort: number;
  readonly rgwPort: number;
}

/**
 * One monitor, one OSD in memory, one S3 gateway, on loopback, without
 * authentication among themselves (the gateway checks S3 signatures). For tests
 * and demonstrations: nothing survives the processes.
 *
 * No admin sockets: their paths are limited to 107 bytes, a folder's is not.
 * `tcp_nodelay`: without it small answers take 44 ms. The paxos settings cut
 * seconds off the start. The `*_update_on_start` settings keep a fresh OSD from
 * refusing its own cluster id.
 */
export function cephConfig({ dir, clusterId, monPort, rgwPort }: CephPlan): string {
  return `[global]
fsid = ${clusterId}
mon_host = ${monAddress(monPort)}
mon_initial_members = a
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_msgr2 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
run_dir = ${dir}
admin_socket =
pid_file =
log_file = ${dir}/$name.log
crash_dir = ${dir}
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
[mon]
mon_data = ${dir}/mon
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
mon_data_avail_crit = 1
[osd]
osd_data = ${dir}/osd
osd_objectstore = memstore
memstore_device_bytes = 4294967296
osd_class_update_on_start = false
osd_crush_update_on_start = false
[client.rgw]
rgw_data = ${dir}/rgw
rgw_frontends = beast endpoint=127.0.0.1:${rgwPort} tcp_nodelay=1
rgw_rados_pool_pg_num_min = 4
`;
}

export function monAddress(port: number): string {
  return `[v1:127.0.0.1:${port}]`;
}
