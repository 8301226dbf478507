/* Folders that are opened once and then worked in, and files that are what they seem to be.
 *
 * In a folder that everybody may write into, /tmp say, others may have put links where a path leads
 * through, and may put them there between two looks. So a path is walked one folder at a time, a
 * link is followed only where its owner could have made us go there anyway, and what is done to a
 * file afterwards is done by its name in the open folder. */
#ifndef LANEWISE_BASE_FOLDER_H
#define LANEWISE_BASE_FOLDER_H

#include <stdbool.h>
#include <sys/stat.h>

/* What follows the last slash of `path`; "" when it ends in one. */
const char *lw_last_part(const char *path);

/* May anybody put names into the folder, or are the names in it protected from one another (the
 * sticky bit)? */
bool lw_folder_is_open(const struct stat *folder);

/* May what stands in `folder` under the name that lstat told `entry` of be followed, or written to
 * where it is a pipe? Not when the folder is open and somebody else put it there: neither this
 * user, nor root, nor the folder's owner. */
bool lw_entry_is_trusted(const struct stat *folder, const struct stat *entry);

/* Does the folder's sticky bit leave it to this user to replace or remove `entry`? */
bool lw_entry_may_be_replaced(const struct stat *folder, const struct stat *entry);

/* Opens the folder at `path` ("" = the present one). The descriptor, the caller's to close, serves
 * for openat and its kin and for nothing else. -1 with errno: ELOOP for a link that is not to be
 * trusted. */
int lw_folder_open(const char *path);

/* Opens the folder that the last part of `path` is in; likewise. */
int lw_folder_open_of(const char *path);

/* Makes the folder, unless something of its name is there, which *made tells. False with errno. */
bool lw_folder_make(const char *path, bool *made);

/* Removes the file, or the folder if it is empty; what cannot be removed stays. */
void lw_folder_remove(const char *path, bool is_folder);

/* Opens a file for reading if it is a regular one: neither waits for the other end of a pipe nor
 * reads a device. -1 with errno, which is 0 for anything but a regular file. */
int lw_open_regular(const char *path);

/* What errno says after lw_open_regular; after one of the others. */
const char *lw_why_not(void);
const char *lw_why_no_way(void);

#endif
